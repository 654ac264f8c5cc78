// The chart kinds OpsPlanner draws; every other trace of plotly.js stays out of the bundle ("scatter" is always in it).
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/choropleth"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/pie"),
  require("plotly.js/lib/sankey"),
  require("plotly.js/lib/scattergeo"),
  require("plotly.js/lib/treemap"),
]);

module.exports = Plotly;

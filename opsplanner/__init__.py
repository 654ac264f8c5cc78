"""OpsPlanner: plan joint customs operations, report their results, see the figures, learn.

The packages follow the life of an operation; each imports only those listed after it:
app, cli, api -> home -> lessons -> figures -> results -> alerts -> meetings -> surveys
-> participants -> operations -> directory -> documents -> records -> reference -> core
"""

__version__ = "0.1.0"

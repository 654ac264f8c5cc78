"""INVENTED: three operations with their people, results and lessons, to try everything on; real are only the public facts about them."""

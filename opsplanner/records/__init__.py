"""WHAT IS ASKED: fields, templates, reading and checking sheets, writing workbooks."""

"""What is asked: fields and templates, strangers' sheets read behind a guard, matched, checked; the workbook that asks."""

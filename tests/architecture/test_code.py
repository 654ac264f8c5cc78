"""Every rule on code sees the violation it was made for, and nothing in its lawful twin."""

import pytest

from tests.architecture import code
from tests.architecture.source import Source

SENTENCE = '"""What it is for."""\n'
LONG_FUNCTION = "def long():\n" + "    a = 1\n" * 40

# rule, path, what breaks it, what does not
PLANTED = [
    (code.opens_with_a_sentence, "opsplanner/home/views.py", "import os\n", SENTENCE),
    (code.opens_with_a_sentence, "opsplanner/home/views.py", '"""views"""\n', SENTENCE),
    (code.keeps_its_size, "opsplanner/home/views.py", "a = 1\n" * 301, "a = 1\n" * 300),
    (code.keeps_its_size, "opsplanner/home/views.py", LONG_FUNCTION, "def short():\n    return 1\n"),
    (code.keeps_its_size, "migrations/versions/0002_results.py", LONG_FUNCTION, "a = 1\n" * 301),
    (code.keeps_its_size, "tests/conftest.py", "a = 1\n" * 121, "a = 1\n" * 120),
    (code.is_named_for_what_it_holds, "opsplanner/core/utils.py", "", None),
    (code.imports_at_its_top, "opsplanner/cli.py", "def a():\n    import os\n", "import os\n"),
    (code.imports_at_its_top, "opsplanner/cli.py", "def a():\n    if 1:\n        from os import path\n", "def a(): pass\n"),
    (code.swallows_nothing, "opsplanner/cli.py", "try:\n    a()\nexcept Exception:\n    pass\n", None),
    (code.swallows_nothing, "opsplanner/cli.py", "try:\n    a()\nexcept:\n    pass\n", "try:\n    a()\nexcept OSError:\n    pass\n"),
    (code.services_know_no_web, "opsplanner/results/services.py", "from flask import request\n", "from flask_babel import gettext\n"),
    (code.services_know_no_web, "opsplanner/results/services/submit.py", "from flask_security import current_user\n", None),
    (code.pure_modules_stay_pure, "opsplanner/records/check.py", "import sqlalchemy as sa\n", "import re\n"),
    (code.pure_modules_stay_pure, "opsplanner/documents/pdf.py", "from flask_babel import gettext\n", "import typst\n"),
    (code.pure_modules_stay_pure, "opsplanner/figures/frame.py", "from opsplanner.core.db import db\n", "import numpy\n"),
    (code.pure_modules_stay_pure, "opsplanner/figures/frame.py", "from flask import g\n", "from opsplanner.core.text import Text\n"),
    (code.views_only_translate, "opsplanner/home/views.py", "import sqlalchemy as sa\n", "from flask import request\n"),
    (code.views_only_translate, "opsplanner/home/forms.py", "from opsplanner.core.db import db\n", None),
    (code.objects_come_through_scope, "opsplanner/results/services.py", "db.session.get(Case, 1)\n", "cases.get(1)\n"),
    (code.objects_come_through_scope, "opsplanner/results/views.py", "db.get_or_404(Case, 1)\n", "scope(actor).get(1)\n"),
    (code.objects_come_through_scope, "opsplanner/results/services.py", "Case.query.get(1)\n", None),
    (code.writes_are_transactions, "opsplanner/results/services.py", "def a():\n    db.session.commit()\n", None),
    (
        code.writes_are_transactions,
        "opsplanner/results/services.py",
        "def a():\n    db.session.add(1)\n",
        "@writes\ndef a():\n    db.session.add(1)\n",
    ),
    (
        code.writes_are_audited,
        "opsplanner/results/services.py",
        "@writes\ndef a():\n    b()\ndef b():\n    a()\n",
        "from opsplanner.core import audit\n@writes\ndef a():\n    b()\ndef b():\n    audit.record()\n",
    ),
    (
        code.numbers_are_read_one_way,
        "opsplanner/results/views/board.py",
        "int(said) if said.isdecimal() and len(said) < 9 else None\n",
        "whole(said)\n",
    ),
    (code.forms_speak_our_words, "opsplanner/home/forms.py", "from flask_wtf import FlaskForm\n", None),
    (code.speaks_every_language, "opsplanner/results/services.py", 'Refusal("No.")\n', 'Refusal(_l("No."))\n'),
    (code.speaks_every_language, "opsplanner/results/views.py", 'flash(f"{n} stored")\n', 'flash(_("Stored"))\n'),
    (code.speaks_every_language, "opsplanner/home/forms.py", 'StringField("Name")\n', 'StringField(_l("Name"))\n'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "broken", "lawful"), PLANTED)
def test_a_planted_violation_is_seen(rule, path, broken, lawful):
    assert list(rule(Source(path, broken)))
    assert lawful is None or not list(rule(Source(path, lawful)))

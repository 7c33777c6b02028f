"""Classes of areas are those of the page."""

import json
import random
import shutil
import subprocess

import pytest

from webmap.snapshot.geopackage.styles import quantile_classes
from webmap.system.shipped_files import static_path

NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="node is not installed; the page's classes were not asked")
def test_a_file_has_the_classes_that_the_page_shows():
    chance = random.Random(5)  # noqa: S311
    lists = [
        [chance.randrange(top) for _ in range(count)] for top in (3, 12, 300) for count in (0, 1, 7, 17, 229)
    ]
    module = json.dumps(static_path("js/figures/classes.js").as_uri())
    script = (
        f"import {{ classesOf }} from {module};"
        f"console.log(JSON.stringify({json.dumps(lists)}.map((each) => classesOf(each, 'quantile'))));"
    )
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    page = [[(each["from"], each["to"]) for each in classes] for classes in json.loads(done.stdout)]
    assert [quantile_classes(values) for values in lists] == page


def test_every_value_above_zero_is_in_exactly_one_class():
    values = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55]
    classes = quantile_classes(values)
    assert len(classes) == 5
    assert all(sum(low <= value <= high for low, high in classes) == (value > 0) for value in values)

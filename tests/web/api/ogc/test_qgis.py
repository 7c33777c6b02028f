"""QGIS opens the collections and the GeoPackages as they are meant: headless, in the Python of the system."""

import json
import os
import shutil
import subprocess

import pytest

from webmap.exports.dataset.geopackage import geopackage
from webmap.view.filters import EVERYTHING, NO_FILTER

PYTHON = shutil.which("python3", path="/usr/bin")
SCRIPT = """
import json, os, sys
from qgis.core import QgsApplication, QgsVectorLayer
address, package = sys.argv[1:]
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
said = []
app.messageLog().messageReceived.connect(lambda text, tag, level: said.append(text))
schools = QgsVectorLayer(f"pagingEnabled='true' typename='schools' url='{address}'", "schools", "OAPIF")
found = {"schools": len(list(schools.getFeatures())), "types": {f.name(): f.typeName() for f in schools.fields()}}
schools.setSubsetString("\\"level\\" = 'high'")
found["high"] = len(list(schools.getFeatures()))
stored = QgsVectorLayer(f"{package}|layername=schools", "stored", "ogr")
areas = QgsVectorLayer(f"{package}|layername=sido", "areas", "ogr")
found["stored"] = [stored.featureCount(), stored.renderer().type(), areas.renderer().type()]
found["days"] = {f.name(): f.typeName() for f in stored.fields() if f.name().endswith("_reported")}
print(json.dumps({**found, "said": said}), flush=True)
os._exit(0)  # QGIS takes its layers down in an order that may crash it
"""


def qgis_is_here():
    found = PYTHON and subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False)
    return bool(found) and found.returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not qgis_is_here(), reason="QGIS (Debian: python3-qgis) is not installed"),
]


def test_qgis_reads_collections_and_geopackages_without_a_warning(ogc_address, app, tmp_path):
    view = app.extensions["webmap"].view()
    package = tmp_path / "map.gpkg"
    package.write_bytes(geopackage(view))
    # Not the variables of this process: GDAL and PROJ of the system have data of their own.
    env = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"}
    env |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [str(PYTHON), "-c", SCRIPT, ogc_address, str(package)],
        capture_output=True,
        text=True,
        env=env,
        check=True,
        timeout=120,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    shown = view.schools(NO_FILTER)
    assert (found["schools"], found["high"]) == (len(shown), (shown["level"] == "high").sum())
    assert (found["types"]["radius_m"], found["types"]["first_reported"]) == ("Integer", "Date")
    assert found["stored"] == [len(view.schools(EVERYTHING)), "categorizedSymbol", "graduatedSymbol"]
    assert set(found["days"].values()) == {"Date"}
    assert not [text for text in [*found["said"], done.stderr] if "GeoPackage" in text]

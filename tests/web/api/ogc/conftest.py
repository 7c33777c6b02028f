import os
import subprocess
import sys

import pytest
import urllib3

from tests.free_ports import free_port


@pytest.fixture(scope="session")
def ogc_address(sample_folder):
    """A server of its own process: GDAL does not let go of this one's interpreter while it waits."""
    address = f"http://127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [sys.executable, "-m", "webmap", "run", "--port", address.rpartition(":")[2]],
        env={**os.environ, "WEBMAP_SNAPSHOTS": str(sample_folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        patient = urllib3.Retry(connect=20, backoff_factor=0.05, backoff_max=2)
        assert urllib3.PoolManager().request("GET", f"{address}/readyz", retries=patient).status == 200
        yield f"{address}/ogc"
    finally:
        server.terminate()
        server.wait()

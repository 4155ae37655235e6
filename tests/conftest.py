"""What every test may lean on."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real inputs that lies beside the project; absent in a bare clone."""
    if not SAMPLES.is_dir():
        pytest.skip("no ../shared/samples beside the project")
    return SAMPLES

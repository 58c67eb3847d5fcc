"""Put the built front end into the wheel, so that whoever installs it needs no Node."""

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface[Any]):
    """Runs before hatchling gathers the files of a wheel or a source distribution."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, except for an editable install (``./run`` builds then) or when told not to."""
        del build_data
        if version == "editable" or os.environ.get("WARMLINE_SKIP_FRONTEND") == "1":
            return
        runpy.run_path(str(Path(self.root, "tools/frontend.py")))["build"]()

"""What the package's metadata says of where it was built from: nothing where that is not known."""

from __future__ import annotations

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class CustomMetadataHook(MetadataHookInterface):
    """Adds the addresses of the repository, when a workflow builds the package."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `urls` by the variables that GitHub gives a workflow."""
        server, repository = (os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY"))
        if os.environ.get("SYNDETECT_RELEASE") and server and repository:
            home = f"{server}/{repository}"
            metadata["urls"] = {
                "Homepage": home,
                "Source": home,
                "Issues": f"{home}/issues",
                "Changelog": f"{home}/blob/main/CHANGELOG.md",
            }
        else:
            metadata["urls"] = {}

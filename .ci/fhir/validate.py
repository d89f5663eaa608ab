"""Validates the bundles of exposures against the models of FHIR: R4B for those that say R4, R5 for those that say R5.

    validate.py FOLDER

The folder holds what the tests of the exports wrote: bundles named *r4.json and *r5.json. An outside judge reads them, entry
by entry and contained resource by contained resource: unknown fields, wrong types and missing fields are errors.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

PACKAGES = {"r4": "fhir.resources.R4B", "r5": "fhir.resources"}


def validate(resource: dict, package: str) -> None:
    """Reads one resource, and what is contained in it, as its own model."""
    kind = resource["resourceType"]
    model = getattr(import_module(f"{package}.{kind.lower()}"), kind)
    model.model_validate(resource)
    for contained in resource.get("contained", []):
        validate(contained, package)


def main(folder: Path) -> int:
    """Validates every bundle of the folder: how many resources there were, or what is wrong."""
    checked = dict.fromkeys(PACKAGES, 0)
    for file in sorted(folder.glob("*.json")):
        release = file.stem[-2:]
        bundle = json.loads(file.read_text())
        validate(bundle, PACKAGES[release])
        for entry in bundle.get("entry", []):
            validate(entry["resource"], PACKAGES[release])
            checked[release] += 1
    print(", ".join(f"{count} resources of {release.upper()}" for release, count in checked.items()))
    # Bundles that are not there prove nothing.
    return 0 if all(checked.values()) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

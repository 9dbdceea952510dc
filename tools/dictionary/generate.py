#!/usr/bin/env python3
"""Writes the tables of dozo.core.dictionary from published dictionaries; see README.md beside this file.

The tables are committed: a build reads neither this script nor its sources. Run it again when a source
gets a newer edition, and review the difference.
"""
import argparse
import importlib.util
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent

# Where the standard leaves a choice, the representation to assume comes first: OW is what implicit VR
# means (PS3.5 section A.1), and a LUT of 65536 entries does not fit the 16-bit length of US.
CHOICES = {
    "OB or OW": "OW/OB", "OB_OW": "OW/OB", "ox": "OW/OB", "px": "OW/OB",
    "US or SS": "US/SS", "xs": "US/SS",
    "US or OW": "OW/US", "US or SS or OW": "OW/US/SS", "lt": "OW/US/SS",
    "up": "UL", "NONE": "", "na": "",
}
VRS = set("AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV".split())
KINDS = {
    "Transfer Syntax": "TRANSFER_SYNTAX", "SOP Class": "SOP_CLASS", "Meta SOP Class": "META_SOP_CLASS",
    "Service Class": "SERVICE_CLASS", "Well-known SOP Instance": "WELL_KNOWN_INSTANCE",
    "Well-known Printer SOP Instance": "WELL_KNOWN_INSTANCE", "Well-known Print Queue SOP Instance": "WELL_KNOWN_INSTANCE",
    "Well-known frame of reference": "FRAME_OF_REFERENCE", "Synchronization Frame of Reference": "FRAME_OF_REFERENCE",
    "Coding Scheme": "CODING_SCHEME", "DICOM UIDs as a Coding Scheme": "CODING_SCHEME",
    "Application Context Name": "APPLICATION_CONTEXT",
}
# Named storage, yet not sent by C-STORE: a DICOMDIR (PS3.4 Annex I), and commitment (PS3.4 Annex J).
NOT_STORAGE = {"1.2.840.10008.1.3.10", "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.2"}
# Storage classes of drafts, retired without a name in 2015c.
NAMELESS_STORAGE = {
    "1.2.840.10008.5.1.4.1.1.12.77": "Retired storage class of edition 2015c",
    "1.2.840.10008.5.1.4.1.1.40": "Retired storage class of edition 2015c",
}


def vr_of(text):
    vr = CHOICES.get(text, text)
    unknown = [part for part in vr.split("/") if part and part not in VRS]
    if unknown:
        sys.exit(f"unknown VR {text}")
    return vr


def python_module(folder, name):
    spec = importlib.util.spec_from_file_location(name, Path(folder) / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def dcmtk_lines(path):
    for line in Path(path).read_text(encoding="latin-1").splitlines():
        if line.startswith("("):
            yield (line.rstrip().split("\t") + [""] * 2)[:5]  # some rows lack the last column


def name_of(keyword):
    """A name from a keyword, for sources that have no names: PyramidUID -> Pyramid UID."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", keyword)


def rows_of(file):
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def row(tag, keyword, vr, vm, retired, name):
    return tag.upper().replace("X", "x"), vr_of(vr), vm, "R" if retired else "", keyword, name


def standard_elements(args):
    """Plain and repeating elements: pydicom first, what it lacks from DCMTK, then from dcmjs."""
    pydicom = python_module(args.pydicom, "_dicom_dict")
    rows = {}
    for tag, (vr, vm, name, retired, keyword) in pydicom.DicomDictionary.items():
        rows[f"{tag:08X}"] = row(f"{tag:08X}", keyword, vr, vm, retired, name or "Retired")
    repeating = [row(tag, keyword, vr, vm, retired, name)
                 for tag, (vr, vm, name, retired, keyword) in pydicom.RepeatersDictionary.items()]
    covered = [re.compile(r[0].replace("x", "[0-9A-F]")) for r in repeating]
    for tag, keyword, vr, vm in later_elements(args):
        if tag not in rows and not any(pattern.fullmatch(tag) for pattern in covered):
            rows[tag] = row(tag, keyword, vr, vm, False, name_of(keyword))
    for tag, keyword, vr, vm, name, _source in rows_of("corrections.tsv"):
        rows[tag] = row(tag, keyword, vr, vm, False, name)
    compare_with_dcmtk(args, rows)
    return sorted(rows.values()), sorted(repeating)


def later_elements(args):
    plain = re.compile(r"\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)")
    for tag, vr, keyword, vm, version in dcmtk_lines(Path(args.dcmtk) / "dicom.dic"):
        match = plain.fullmatch(tag)
        if match and "retired" not in version:
            yield (match[1] + match[2]).upper(), keyword, vr, vm
    entry = re.compile(r'"\(([0-9A-F]{4}),([0-9A-F]{4})\)": \{\s*tag: "[^"]+",\s*vr: "([^"]*)",\s*name: "([^"]*)",'
                       r'\s*vm: "([^"]*)",\s*version: "([^"]*)"')
    for group, element, vr, keyword, vm, version in entry.findall(Path(args.dcmjs).read_text(encoding="utf-8")):
        if "retired" not in version:
            yield group + element, keyword, vr, vm


def compare_with_dcmtk(args, rows):
    """The cross-check: two independent transcriptions of PS3.6 must agree on keyword, VR and VM."""
    for tag, vr, keyword, vm, _version in dcmtk_lines(Path(args.dcmtk) / "dicom.dic"):
        ours = rows.get(tag[1:5] + tag[6:10]) if "-" not in tag else None
        keyword = keyword.replace("RETIRED_", "")
        if ours is None or not ours[4]:
            continue
        if ours[4] != keyword or ours[2] != vm or vr_of(vr).split("/")[0] != ours[1].split("/")[0]:
            print(f"review {ours} against DCMTK {vr} {keyword} {vm}", file=sys.stderr)


def private_elements(args):
    """Rows (creator, group, last two digits, VR, VM, name); the block number plays no part."""
    rows = {}
    for creator, elements in python_module(args.pydicom, "_private_dict").private_dictionaries.items():
        for pattern, (vr, vm, name, _retired) in elements.items():
            pattern = pattern.upper().replace("X", "x")
            if not pattern.endswith("xx"):  # ggggbbxx describes the reservation itself
                add_private(rows, creator, pattern[:4], pattern[6:], vr, vm, name)
    entry = re.compile(r'\(([0-9A-Fa-f]{4})(-o-[0-9A-Fa-f]{4})?,"([^"]+)",([0-9A-Fa-f]{2,4})\)')
    for tag, vr, name, vm, _version in dcmtk_lines(Path(args.dcmtk) / "private.dic"):
        match = entry.fullmatch(tag)
        if not match:
            sys.exit(f"cannot read {tag}")
        group = match[1][:2] + "xx" if match[2] else match[1]
        add_private(rows, match[3], group.upper().replace("X", "x"), match[4][-2:].upper(), vr, vm, name_of(name))
    return sorted(rows.values())


def add_private(rows, creator, group, element, vr, vm, name):
    key = creator, group, element
    if key not in rows or (rows[key][3] == "UN" and vr != "UN"):
        rows[key] = (creator, group, element, vr_of(vr), vm, name)


def uids(args):
    rows = {}
    for uid, (name, kind, _info, retired, keyword) in python_module(args.pydicom, "_uid_dict").UID_dictionary.items():
        rows[uid] = (uid, KINDS.get(kind, "OTHER"), keyword, "R" if retired else "", name, "")
    for uid, kind, keyword, name, source in rows_of("later-uids.tsv"):
        rows.setdefault(uid, (uid, kind, keyword, "", name, source))
    ordered = sorted(rows.values(), key=lambda r: [int(part) for part in r[0].split(".")])
    for uid, kind, keyword, retired, name, source in ordered:
        name = name or NAMELESS_STORAGE[uid]
        yield uid, kind, keyword, retired, "S" if is_storage(uid, kind, name) else "", name, source


def is_storage(uid, kind, name):
    named = re.search(r"\bStorage\b", name) is not None
    return kind == "SOP_CLASS" and uid not in NOT_STORAGE and (named or uid in NAMELESS_STORAGE)


def write(path, header, rows):
    lines = [f"# {line}" for line in header] + ["\t".join(r) for r in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(lines) - len(header)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pydicom", required=True, help="folder of pydicom 2.3.1 with _dicom_dict.py")
    parser.add_argument("--dcmtk", required=True, help="folder of DCMTK 3.6.7 with dicom.dic and private.dic")
    parser.add_argument("--dcmjs", required=True, help="generate/dictionary.mjs of npm dcmjs 0.51.1")
    parser.add_argument("--out", required=True, help="folder the tables are written to")
    args = parser.parse_args()
    out = Path(args.out)
    generated = "Generated by tools/dictionary/generate.py; see ATTRIBUTION.md beside this file. Do not edit."
    editions = ("Editions: pydicom 2.3.1 (2022a); elements it lacks from DCMTK 3.6.7 (2022b), then dcmjs 0.51.1 (later, "
                "no edition stated).")
    plain, repeating = standard_elements(args)
    write(out / "elements.tsv", [generated, editions, "tag VRs VM retired keyword name"], plain)
    write(out / "repeating-elements.tsv", [generated, editions, "tag VRs VM retired keyword name"], repeating)
    write(out / "private-elements.tsv",
          [generated, "Sources: pydicom 2.3.1 (from GDCM), DCMTK 3.6.7.", "creator group element VRs VM name"],
          private_elements(args))
    write(out / "uids.tsv",
          [generated, "Editions: pydicom 2.3.1 (2022a); later rows name their source.",
           "uid kind keyword retired storage name source"], uids(args))


if __name__ == "__main__":
    main()

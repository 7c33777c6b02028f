"""GeoPackage of protected numbers: the regions with a style, the whole country, and what the columns mean."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from webmap.exports.gis.geojson_file import places_of
from webmap.exports.gis.geopackage_file import about_texts
from webmap.exports.json_file import columns_of
from webmap.exports.protected.content import ProtectedContent
from webmap.exports.tables.typed import arrow_table
from webmap.snapshot.geopackage.container import Style, finish, write_layer, write_table
from webmap.snapshot.geopackage.styles import region_style


def write(content: ProtectedContent, path: Path) -> None:
    """Write all layers; the same export gives the same bytes."""
    path.unlink(missing_ok=True)  # GDAL takes an empty file for a damaged package
    main = content.main
    write_layer(path, main.name, arrow_table(main, lists=False), list(places_of(main).geometry), points=False)
    for table in content.further():
        write_table(path, table.name, arrow_table(table, lists=False))
    write_table(path, "about", pa.Table.from_pylist(list(about_texts(content.about))))
    write_table(path, "columns", pa.Table.from_pylist(columns_of(main, content.request.language)))
    definitions = [vars(definition) for definition in content.about.definitions]
    write_table(path, "definitions", pa.Table.from_pylist(definitions))
    # Coloured by the greatest number, which every region has that is shown.
    greatest = [int(each) for each in main.frame["schools_max"] if each is not None]
    style = region_style(greatest, attribute="schools_max")
    finish(path, [Style(main.name, main.title, style)], content.about.created)

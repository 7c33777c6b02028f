"""The columns of the region table: what is not public, or not counted, is an absent column."""

from __future__ import annotations

from typing import Any

import pytest

from tests.vectors import vectors
from webmap.vocabulary.terms import Status
from webmap.web.pages.region_columns import columns_of_view, region_columns


@pytest.mark.parametrize("example", vectors("region_columns"), ids=lambda each: ",".join(each["counted"]))
def test_a_view_has_a_column_for_each_public_status_that_it_counts_and_for_refuted_claims(
    example: dict[str, Any],
) -> None:
    columns = region_columns([Status(code) for code in example["public"]], str)
    shown = columns_of_view(columns, [Status(code) for code in example["counted"]])
    assert [column.code for column in shown] == example["columns"]

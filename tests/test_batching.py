"""Batches of about one size."""

from hypothesis import given
from hypothesis import strategies as st

from syndetect.batching import batched


@given(st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_batches_are_all_items_in_order_and_closed_by_the_limit(sizes: list[int], limit: int) -> None:
    """Every item once, every batch but the last as large as the limit, and none before its last item."""
    batches = list(batched(sizes, limit, int))
    assert [item for batch in batches for item in batch] == sizes
    assert all(sum(batch) >= limit for batch in batches[:-1])
    assert all(batch and sum(batch[:-1]) < limit for batch in batches)


@given(st.lists(st.integers()), st.integers(1, 5))
def test_without_a_size_items_are_counted(items: list[int], limit: int) -> None:
    """Each batch but the last has as many as the limit says."""
    assert all(len(batch) == limit for batch in list(batched(items, limit))[:-1])

"""The tree of RFC 6962, against the vectors of Certificate Transparency and the recursive definitions of the RFC."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.platform.proof import Tree, inclusion_path, is_included, leaf_hash, node_hash
from tests.support.merkle import half_of, root_of

INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
"""Of the leaf at that index in the tree of that size."""

VECTOR = [sha256(b"\x00" + bytes.fromhex(data)).digest() for data in INPUTS]
"""Leaves of Certificate Transparency, which have no position before their bytes."""

leaves = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def path_of(index: int, tree: list[bytes]) -> list[bytes]:
    """PATH, RFC 9162 §2.1.3.1."""
    if len(tree) == 1:
        return []
    half = half_of(len(tree))
    if index < half:
        return [*path_of(index, tree[:half]), root_of(tree[half:])]
    return [*path_of(index - half, tree[half:]), root_of(tree[:half])]


def grown(tree: list[bytes]) -> Tree:
    made = Tree()
    for leaf in tree:
        made.add(leaf)
    return made


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_of_certificate_transparency(size: int) -> None:
    tree = grown(VECTOR[:size])
    assert (tree.size, tree.root().hex()) == (size, ROOTS[size])


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_the_paths_are_those_of_certificate_transparency(index: int, size: int) -> None:
    path = inclusion_path(VECTOR[:size], index)
    assert [step.hex() for step in path] == PATHS[index, size]
    assert is_included(VECTOR[index], index, size, path, bytes.fromhex(ROOTS[size]))


def test_a_leaf_is_the_place_of_a_fact_and_its_stored_bytes() -> None:
    assert leaf_hash(258, b"{}") == sha256(b"\x00" + b"\x00\x00\x00\x00\x00\x00\x01\x02" + b"{}").digest()
    assert leaf_hash(1, b"{}") != leaf_hash(2, b"{}")


def test_two_halves_cannot_pass_for_a_fact() -> None:
    assert node_hash(b"a", b"b") == sha256(b"\x01ab").digest()


@given(leaves)
def test_a_tree_that_grew_has_the_root_of_the_definition_at_each_size(tree: list[bytes]) -> None:
    made = Tree()
    for size, leaf in enumerate(tree, start=1):
        made.add(leaf)
        assert made.root() == root_of(tree[:size])


@given(leaves, st.data())
def test_a_path_is_that_of_the_definition_and_leads_to_the_root(tree: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(tree) - 1))
    path = inclusion_path(tree, index)
    assert path == path_of(index, tree)
    assert is_included(tree[index], index, len(tree), path, root_of(tree))


@given(leaves, st.data())
def test_a_path_proves_nothing_else(tree: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(tree) - 1))
    path, root, size, leaf = inclusion_path(tree, index), root_of(tree), len(tree), tree[index]
    other = sha256(leaf).digest()
    assert not is_included(other, index, size, path, root)
    assert not is_included(leaf, index, size, path, other)
    assert not is_included(leaf, index, size, [*path, other], root)
    assert not is_included(leaf, size, size, path, root)
    assert not is_included(leaf, -1, size, path, root)
    if path:
        step = data.draw(st.integers(0, len(path) - 1))
        assert not is_included(leaf, index, size, path[:-1], root)
        assert not is_included(leaf, index, size, [*path[:step], other, *path[step + 1 :]], root)


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_path_to_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion_path(VECTOR[:3], index)

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refusal
from app.store.codes import ALPHABET, PHONE_GROUPS, RECOVERY_GROUPS, is_code, new_code, read_code

CODE = new_code(RECOVERY_GROUPS)


def test_a_code_is_printed_in_groups_of_five():
    assert [len(group) for group in CODE.split("-")] == [5] * RECOVERY_GROUPS
    assert new_code(RECOVERY_GROUPS) != CODE


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE.replace('-', ' - ')}\n",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I").replace("-", "–"),
    ],
    ids=["printed", "small", "joined", "parted", "spread", "letters", "long dashes"],
)
def test_a_code_may_be_typed_as_people_write(typed):
    assert read_code(typed, RECOVERY_GROUPS, "recovery_code") == CODE


@given(st.integers(0, 34), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_pointed_at_by_its_group(place, sign):
    plain = CODE.replace("-", "")
    wrong = plain[:place] + sign + plain[place + 1 :]
    if wrong == plain:
        assert read_code(wrong, RECOVERY_GROUPS, "") == CODE
    else:
        with pytest.raises(Refusal, match=f"In groep {place // 5 + 1} "):
            read_code(wrong, RECOVERY_GROUPS, "")


@given(st.data())
def test_two_neighbours_or_two_groups_in_the_wrong_order_are_noticed(data):
    code = new_code(RECOVERY_GROUPS)
    groups = code.split("-")
    place = data.draw(st.integers(0, RECOVERY_GROUPS - 2))
    if groups[place] != groups[place + 1]:
        swapped = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        assert not is_code("-".join(swapped), RECOVERY_GROUPS)
    for index, (one, other) in enumerate(pairwise(groups[place])):
        if one != other:
            turned = groups[place][:index] + other + one + groups[place][index + 2 :]
            assert not is_code("-".join([*groups[:place], turned, *groups[place + 1 :]]), RECOVERY_GROUPS)


def test_a_code_that_is_too_short_or_has_a_strange_sign_is_explained():
    with pytest.raises(Refusal, match="heeft 35 tekens; je typte er 30"):
        read_code(CODE[:-6], RECOVERY_GROUPS, "")
    with pytest.raises(Refusal, match="Het teken U") as caught:
        read_code("u" + CODE, RECOVERY_GROUPS, "recovery_code")
    assert caught.value.field == "recovery_code"


def test_a_passphrase_is_not_taken_for_a_code():
    assert not is_code("vier gewone losse woorden", PHONE_GROUPS)
    assert is_code(new_code(PHONE_GROUPS), PHONE_GROUPS)
    assert not is_code(CODE, PHONE_GROUPS)

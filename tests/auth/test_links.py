import re
from pathlib import Path

import pytest

from app.auth.links import LinkKind, LinkRead, LinkRefused, Links, open_links
from app.settings import load_settings

LINKS = Links(b"k" * 32, "https://sets.example.org")


def believed(links: Links, token: str, generation: int | None) -> LinkRead:
    link = links.read(token)
    links.check(link, generation)
    return link


def test_a_link_can_be_shown_again_and_is_believed_in_its_generation_alone() -> None:
    token = LINKS.token(LinkKind.SEAT, "seat23", 1)
    assert token == LINKS.token(LinkKind.SEAT, "seat23", 1)
    assert believed(LINKS, token, 1).id == "seat23"
    for generation in (2, 0, None):
        with pytest.raises(LinkRefused):
            believed(LINKS, token, generation)


def test_what_opens_the_door_stands_behind_the_hash_in_letters_and_figures() -> None:
    url = LINKS.url(LinkKind.SEAT, "seat23", 1)
    assert re.fullmatch(r"https://sets\.example\.org/join#s-seat23-[a-z2-7]{52}", url)


def test_a_token_changed_in_any_place_is_refused_in_the_same_way() -> None:
    token = LINKS.token(LinkKind.SEAT, "seat23", 1)
    changed = [token[:n] + ("x" if token[n] != "x" else "y") + token[n + 1 :] for n in range(len(token))]
    answers = set()
    for each in [*changed, token[:-1], token + "x", "", "s", "s-", "s--", "s-seat23-", "é" * 50, "s-" + "x" * 5000]:
        with pytest.raises(LinkRefused) as refused:
            believed(LINKS, each, 1)
        answers.add((type(refused.value), refused.value.args))
    assert answers == {(LinkRefused, ())}


def test_one_kind_of_link_is_never_taken_for_another() -> None:
    token = LINKS.token(LinkKind.SEAT, "seat23", 1)
    with pytest.raises(LinkRefused):
        believed(LINKS, "a" + token[1:], 1)


def test_another_server_s_links_are_refused(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    token = open_links(settings).token(LinkKind.SEAT, "seat23", 1)
    assert believed(open_links(settings), token, 1).kind is LinkKind.SEAT
    assert (tmp_path / "link.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(LinkRefused):
        believed(LINKS, token, 1)
    given = open_links(load_settings(data_dir=tmp_path, link_key=(b"k" * 32).hex()))
    assert believed(LINKS, given.token(LinkKind.SEAT, "seat23", 1), 1).id == "seat23"

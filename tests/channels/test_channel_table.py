"""The page about channels says what they can do."""

from tools.channel_table import PAGE, table, written
from warmline.channels import CHANNELS


def test_the_table_of_what_channels_can_do_is_up_to_date():
    page = PAGE.read_text("utf-8")
    assert written(page) == page, "run python tools/channel_table.py"


def test_each_channel_has_a_line_and_a_page_of_its_own():
    lines = table(one.kind for one in CHANNELS.values()).splitlines()
    for name, one in CHANNELS.items():
        assert [line for line in lines if line.startswith(f"| [{one.kind.label}]({name}.md)")]
        assert (PAGE.parent / f"{name}.md").exists(), name

"""The field of a form for the address of a provider's API."""

from warmline.flow.channels import Field


def api_address(own: str, api: str = "API") -> Field:
    """``own``: the address that stands for itself where the field is left empty."""
    return Field(
        key="base_url",
        label=f"Address of the {api}",
        help="Left empty, it is the provider's own. Another one only to try it without an account.",
        required=False,
        pattern=r"https?://[^\s/]+(/[^\s?#]*)?",
        expected=f"an address such as {own}",
        advanced=True,
    )

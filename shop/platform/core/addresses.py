"""Network addresses as written by proxies: parsing, and the client's entry in a chain."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

# A larger network of proxies would let strangers claim any client address.
SHORTEST_PREFIX = {4: 8, 6: 16}


def find_client(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Return the last address of the chain that is not a trusted proxy.

    An invalid entry ends the chain: the last trusted proxy counts as the client.
    """
    client = peer
    for entry in reversed(forwarded.split(",")):
        address = parse_address(entry)
        if address is None:
            return client
        client = str(address)
        if not is_trusted(address, trusted):
            return client
    return client


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a comma-separated list; `none` is the empty list.

    Raises:
        ValueError: An entry is no network, or spans more than a proxy's own network may.

    """
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    if entries == ["none"]:
        return ()
    networks = tuple(ip_network(entry) for entry in entries)
    for network in networks:
        if network.prefixlen < SHORTEST_PREFIX[network.version]:
            message = f"{network} is too large for a network of proxies"
            raise ValueError(message)
    return networks


def parse_address(text: str) -> Address | None:
    """Return an address without port, brackets, zone or IPv4 mapping; None if it is invalid."""
    text = text.strip().partition("%")[0]
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_trusted(address: Address | None, trusted: Sequence[Network]) -> bool:
    """Return whether an address belongs to a trusted proxy."""
    return address is not None and any(address in network for network in trusted)

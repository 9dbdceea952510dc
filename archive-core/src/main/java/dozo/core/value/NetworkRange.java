package dozo.core.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of network addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3), such as {@code 10.1.0.0/16} or
 * {@code ::1/128}; a plain address is the range of itself. IPv4 addresses written inside IPv6 count as IPv4. Immutable.
 *
 * @param base an address of the range
 * @param prefixBits how many leading bits every address of the range shares
 */
public record NetworkRange(InetAddress base, int prefixBits) {

    /** @throws IllegalArgumentException when {@code prefixBits} is not within the length of the address */
    public NetworkRange {
        if (prefixBits < 0 || prefixBits > base.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("the prefix must lie within the address");
        }
    }

    /** The range written as {@code text}, or empty when it is not an IP address with an optional prefix; never asks DNS. */
    public static Optional<NetworkRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!looksLikeAddress(address)) {
            return Optional.empty();
        }
        try {
            InetAddress base = InetAddress.getByName(address);
            int whole = base.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? whole : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > whole ? Optional.empty() : Optional.of(new NetworkRange(base, prefix));
        } catch (UnknownHostException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Letters beyond hexadecimal digits would make {@link InetAddress#getByName} ask a name server. */
    private static boolean looksLikeAddress(String text) {
        return text.indexOf(':') >= 0
                ? text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0)
                : text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** Whether {@code address} lies in this range; an address of the other protocol family never does. */
    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = prefixBits % Byte.SIZE;
        return rest == 0 || (mine[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixBits;
    }
}

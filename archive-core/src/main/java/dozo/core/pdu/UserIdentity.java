package dozo.core.pdu;

import java.nio.charset.StandardCharsets;

/**
 * User identity of the requestor (PS3.7 section D.3.3.7). The fields are secrets: they are not printed. Immutable.
 *
 * @param type one of the constants here, or what a later edition of the standard adds
 * @param responseRequested whether the acceptor should answer with a {@link UserIdentityResponse}
 * @param primary user name, ticket, assertion or token
 * @param secondary the passcode; empty for other types
 */
public record UserIdentity(int type, boolean responseRequested, Octets primary, Octets secondary) {

    public static final int USER_NAME = 1;
    public static final int USER_NAME_AND_PASSCODE = 2;
    public static final int KERBEROS = 3;
    public static final int SAML = 4;
    public static final int JSON_WEB_TOKEN = 5;

    /** A user name alone. */
    public static UserIdentity userName(String name) {
        return new UserIdentity(USER_NAME, false, utf8(name), Octets.EMPTY);
    }

    /** A user name and its passcode; who listens on a connection without TLS reads both. */
    public static UserIdentity userNameAndPasscode(String name, String passcode) {
        return new UserIdentity(USER_NAME_AND_PASSCODE, false, utf8(name), utf8(passcode));
    }

    /** A Kerberos service ticket. */
    public static UserIdentity kerberos(Octets ticket) {
        return new UserIdentity(KERBEROS, false, ticket, Octets.EMPTY);
    }

    /** A SAML assertion. */
    public static UserIdentity saml(String assertion) {
        return new UserIdentity(SAML, false, utf8(assertion), Octets.EMPTY);
    }

    /** A JSON web token. */
    public static UserIdentity jsonWebToken(String token) {
        return new UserIdentity(JSON_WEB_TOKEN, false, utf8(token), Octets.EMPTY);
    }

    /** The same, with a positive response asked for. */
    public UserIdentity askingForResponse() {
        return new UserIdentity(type, true, primary, secondary);
    }

    private static Octets utf8(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "UserIdentity[type=" + type + "]";
    }
}

package dozo.core.pdu;

/**
 * User identity of the requestor (PS3.7 section D.3.3.7). The fields are secrets: they are not printed.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON web token
 * @param responseRequested whether the acceptor should answer with an identity item of its own
 * @param primary user name, ticket, assertion or token
 * @param secondary the passcode; empty for other types
 */
public record UserIdentity(int type, boolean responseRequested, Octets primary, Octets secondary) {

    @Override
    public String toString() {
        return "UserIdentity[type=" + type + "]";
    }
}

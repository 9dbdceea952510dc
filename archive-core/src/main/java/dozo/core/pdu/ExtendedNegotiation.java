package dozo.core.pdu;

import dozo.core.value.Uid;

/** SOP class extended negotiation (PS3.7 section D.3.3.5): the meaning of {@code information} is the service class's. */
public record ExtendedNegotiation(Uid sopClass, Octets information) {}

/**
 * Associations of the DICOM upper layer (PS3.8): the state table, negotiation, sockets, time-outs, TLS, acceptor and
 * requestor. What messages mean is the business of {@code dozo.core.dimse}, which stands above.
 */
package dozo.core.association;

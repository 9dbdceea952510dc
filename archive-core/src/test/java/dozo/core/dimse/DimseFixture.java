package dozo.core.dimse;

import dozo.core.association.AcceptorSettings;
import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server on a free port of loopback that accepts every context, and associations to it. */
final class DimseFixture implements AutoCloseable {

    static final Uid STUDY_ROOT_FIND = new Uid("1.2.840.10008.5.1.4.1.2.2.1");
    static final Uid STUDY_ROOT_MOVE = new Uid("1.2.840.10008.5.1.4.1.2.2.2");
    static final Uid STUDY_ROOT_GET = new Uid("1.2.840.10008.5.1.4.1.2.2.3");
    static final Uid STORAGE_COMMITMENT = new Uid("1.2.840.10008.1.20.1");

    private static final int LONG_OPERATIONS = 2;

    final DimseServer server;
    private final AssociationSettings settings;

    DimseFixture(DimseServices services) throws OperatingFailure {
        this(services, AssociationSettings.defaults());
    }

    DimseFixture(DimseServices services, AssociationSettings settings) throws OperatingFailure {
        this.settings = settings;
        this.server = DimseServer.start(
                AcceptorSettings.defaults("127.0.0.1", 0).withAssociation(settings),
                TestingAcceptance.everything(),
                services,
                LONG_OPERATIONS);
    }

    /** An association with one context for each of these, as SCU. */
    Association open(Uid... abstractSyntaxes) throws OperatingFailure {
        List<ProposedContext> contexts = new ArrayList<>();
        for (Uid uid : abstractSyntaxes) {
            contexts.add(ProposedContext.of(uid, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        return open(contexts);
    }

    Association open(List<ProposedContext> contexts) throws OperatingFailure {
        return AssociationRequestor.open(
                new RemoteAe(new AeTitle("DOZO"), "127.0.0.1", server.port()), new AeTitle("SCU"), contexts, settings);
    }

    @Override
    public void close() {
        server.close();
    }

    /** A provider that is long. */
    static ServiceProvider longService(ServiceProvider provider) {
        return new ServiceProvider() {
            @Override
            public void serve(Exchange exchange) throws OperatingFailure, IOException {
                provider.serve(exchange);
            }

            @Override
            public boolean isLong() {
                return true;
            }
        };
    }
}

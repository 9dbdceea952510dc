package dozo.admin.interop;

import dozo.admin.scu.Downloads;
import dozo.core.association.AcceptancePolicy;
import dozo.core.association.AcceptorSettings;
import dozo.core.association.ContextNegotiation;
import dozo.core.association.ContextRule;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseServer;
import dozo.core.dimse.DimseServices;
import dozo.core.testing.TestingAcceptance;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A destination that writes each instance into a file named after its SOP Instance UID, byte for byte as it came. */
record Listener(DimseServer server, Path folder) implements AutoCloseable {

    /** Takes every transfer syntax. */
    static Listener ofEverything(Path folder) throws Exception {
        return start(folder, TestingAcceptance.everything());
    }

    /** Takes this transfer syntax and no other. */
    static Listener of(Uid syntax, Path folder) throws Exception {
        ContextRule rule = ContextRule.preferring(List.of(syntax), false);
        return start(
                folder, (request, peer, certificate) -> ContextNegotiation.answer(request, uid -> Optional.of(rule)));
    }

    private static Listener start(Path folder, AcceptancePolicy policy) throws Exception {
        Files.createDirectory(folder);
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_STORE, new Downloads(folder))
                .build();
        return new Listener(DimseServer.start(AcceptorSettings.defaults("127.0.0.1", 0), policy, services, 1), folder);
    }

    int port() {
        return server.port();
    }

    List<Path> files() throws IOException {
        return SentFile.in(folder);
    }

    @Override
    public void close() {
        server.close();
    }
}

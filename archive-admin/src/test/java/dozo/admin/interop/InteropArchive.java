package dozo.admin.interop;

import dozo.admin.network.NetworkSettings;
import dozo.admin.scu.Finder;
import dozo.admin.scu.QueryKeys;
import dozo.admin.scu.Remote;
import dozo.admin.scu.Retriever;
import dozo.admin.server.Server;
import dozo.admin.testing.Commands;
import dozo.core.association.RemoteAe;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.DozoConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.qr.model.InformationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The archive under its default rules on H2, in this process; it knows the programs that it is tested with. */
final class InteropArchive implements AutoCloseable {

    static final String TITLE = "DOZO";

    private final Server server;
    private final DozoConfig config;

    private InteropArchive(Server server, DozoConfig config) {
        this.server = server;
        this.config = config;
    }

    /**
     * Starts it in this directory on any free port.
     *
     * @param portsOfAes on which each AE listens, by title; each may call, too
     */
    static InteropArchive start(Path directory, Map<String, Integer> portsOfAes) throws Exception {
        String aes = portsOfAes.entrySet().stream()
                .map(ae -> "{ title = %s, host = \"127.0.0.1\", port = %d }".formatted(ae.getKey(), ae.getValue()))
                .collect(Collectors.joining(", "));
        Path file = Files.writeString(
                directory.resolve("dozo.conf"),
                """
                data-directory = "data"
                dicom.port = 0
                ae = [%s]
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(aes));
        new Commands(file).run("volume", "init", "local", "--mkdir").exits(0);
        DozoConfig config = ConfigurationFile.read(file);
        return new InteropArchive(Server.start(config, Clock.systemUTC()), config);
    }

    int port() {
        return server.port();
    }

    /** The archive as seen by {@code calling}. */
    Remote seenBy(String calling) throws OperatingFailure {
        RemoteAe ae = new RemoteAe(new AeTitle(TITLE), "127.0.0.1", port());
        return new Remote(
                ae, new AeTitle(calling), NetworkSettings.of(config.dicom()).outgoing());
    }

    /** The Study Instance UIDs of all that is stored. */
    Set<String> studies(String calling) throws Exception {
        Set<String> studies = new TreeSet<>();
        Finder.find(
                seenBy(calling),
                InformationModel.STUDY_ROOT,
                QueryKeys.parse(List.of("StudyInstanceUID")).identifier("STUDY", List.of()),
                answer -> studies.add(answer.string(Tag.StudyInstanceUID).orElseThrow()) || true);
        return studies;
    }

    /** Has a study sent to {@code destination}. */
    Retriever.Result move(String calling, String study, String destination) throws Exception {
        Attributes selection =
                QueryKeys.parse(List.of("StudyInstanceUID=" + study)).identifier("STUDY", List.of());
        return Retriever.move(
                seenBy(calling), InformationModel.STUDY_ROOT, selection, new AeTitle(destination), counts -> {});
    }

    @Override
    public void close() {
        server.close();
    }
}

package dozo.admin.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.testing.Commands;
import dozo.admin.testing.ServerProcess;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Certificates;
import dozo.core.testing.Instances;
import dozo.core.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a server process with a TLS port and a plain one, which asks every TLS peer for a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureServerTest {

    private static final int IMAGES = 3;

    @TempDir
    static Path directory;

    private Commands dozo;
    private Path images;
    private int plain;
    private int secure;
    private int plainListener;
    private int secureListener;
    private ServerProcess server;

    @BeforeAll
    void start() throws Exception {
        plain = Ports.free();
        secure = Ports.free();
        plainListener = Ports.free();
        secureListener = Ports.free();
        Path config = configuration("dozo.conf", Certificates.create(directory, "archive"));
        dozo = new Commands(config);
        images = Files.createDirectory(directory.resolve("images"));
        for (int i = 0; i < IMAGES; i++) {
            Files.write(images.resolve(i + ".dcm"), Instances.ct().file(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        dozo.run("volume", "init", "local", "--mkdir").exits(0);
        server = ServerProcess.start(config);
    }

    /** The same node with these keys, which trust themselves alone. */
    private Path configuration(String name, Certificates keys) throws Exception {
        return Files.writeString(
                directory.resolve(name),
                """
                data-directory = "data"
                dicom {
                  port = %d
                  tls {
                    port = %d
                    key-store = "%s"
                    key-store-password = "%s"
                    trust-store = "%s"
                  }
                }
                ae = [
                  { title = SECURE, host = localhost, port = %d, tls = true }
                  { title = PLAIN, host = localhost, port = %d }
                ]
                storage { high-water = "100%%", low-water = "99%%" }
                """
                        .formatted(
                                plain,
                                secure,
                                keys.keyStore(),
                                Certificates.PASSWORD,
                                keys.certificate(),
                                secureListener,
                                plainListener));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersAndStoresByTls() {
        String self = "DOZO@localhost:" + secure;
        assertTrue(server.log().contains(secure + " (TLS)"), server::log);
        dozo.run("echo", "--to", self, "--tls", "--as", "SECURE").exits(0);
        assertEquals(
                IMAGES,
                dozo.run("send", images.toString(), "--to", self, "--tls", "--as", "SECURE", "--json")
                        .exits(0)
                        .json()
                        .get("sent")
                        .asInt());
    }

    @Test
    void neitherTalksPlainOnTheTlsPortNorServesASecureAeOnThePlainOne() {
        dozo.run("echo", "--to", "DOZO@localhost:" + secure, "--as", "PLAIN").exits(3);
        dozo.run("echo", "--to", "DOZO@localhost:" + plain, "--as", "SECURE").exits(3);
    }

    @Test
    void refusesACertificateItDoesNotTrust() throws Exception {
        Commands stranger = new Commands(configuration("stranger.conf", Certificates.create(directory, "stranger")));
        stranger.run("echo", "--to", "DOZO@localhost:" + secure, "--tls", "--as", "SECURE")
                .exits(3);
    }

    @Test
    void reportsACommitmentOnAnAssociationOfItsOwnPlainOrByTls() {
        dozo.run("send", images.toString(), "--to", "DOZO@localhost:" + plain, "--as", "PLAIN")
                .exits(0);
        assertCommitted("PLAIN", plainListener, "--to", "DOZO@localhost:" + plain);
        assertCommitted("SECURE", secureListener, "--to", "DOZO@localhost:" + secure, "--tls");
    }

    private void assertCommitted(String title, int listener, String... to) {
        String[] arguments = new String[to.length + 7];
        String[] first = {"commit", images.toString(), "--as", title, "--listen", String.valueOf(listener), "--json"};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(to, 0, arguments, first.length, to.length);
        assertEquals(
                IMAGES, dozo.run(arguments).exits(0).json().get("committed").size(), title);
    }
}

package dozo.admin.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.Patience;
import dozo.core.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/** Debian's Orthanc as a process of its own, driven through its REST interface. */
final class Orthanc implements AutoCloseable {

    static final String TITLE = "ORTHANC";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final URI rest;

    private Orthanc(Process process, URI rest) {
        this.process = process;
        this.rest = rest;
    }

    /** Starts it with the archive as its modality {@code archive}, and waits until it answers. */
    static Orthanc start(Path directory, int dicomPort, int archivePort) throws IOException {
        ExternalProgram program = ExternalProgram.require("Orthanc");
        int httpPort = Ports.free();
        Path config = Files.writeString(
                directory.resolve("orthanc.json"),
                """
                {
                  "Name": "Test", "DicomAet": "%s", "DicomPort": %d, "HttpPort": %d,
                  "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": [],
                  "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "DefaultEncoding": "Utf8",
                  "DicomAlwaysAllowStore": true, "DicomCheckCalledAet": false,
                  "DicomModalities": { "archive": ["%s", "127.0.0.1", %d] }
                }
                """
                        .formatted(
                                TITLE,
                                dicomPort,
                                httpPort,
                                directory.resolve("orthanc"),
                                directory.resolve("orthanc"),
                                InteropArchive.TITLE,
                                archivePort));
        Process process = program.start(directory.resolve("orthanc.log"), config);
        Orthanc orthanc = new Orthanc(process, URI.create("http://127.0.0.1:" + httpPort));
        Awaitility.await().ignoreException(IOException.class).until(() -> {
            Assertions.assertTrue(process.isAlive(), "Orthanc did not start");
            return orthanc.get("/system").has("Version");
        });
        return orthanc;
    }

    JsonNode get(String path) throws IOException {
        return JSON.readTree(send(path, HttpRequest.newBuilder().GET()));
    }

    byte[] download(String path) throws IOException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** @return its answer, which is not always JSON: an empty object then */
    JsonNode post(String path, String body) throws IOException {
        byte[] answer = send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)));
        return answer.length == 0 ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    /** Puts a file into it. @return its own name of the instance */
    String upload(Path file) throws IOException {
        byte[] answer = send("/instances", HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofFile(file)));
        return JSON.readTree(answer).get("ID").asText();
    }

    void delete(String path) throws IOException {
        send(path, HttpRequest.newBuilder().DELETE());
    }

    private byte[] send(String path, HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(
                    request.uri(rest.resolve(path)).timeout(Patience.LONG).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            Assertions.assertEquals(200, response.statusCode(), () -> path + ": " + new String(response.body()));
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

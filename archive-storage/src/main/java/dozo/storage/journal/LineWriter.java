package dozo.storage.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dozo.storage.volume.VolumeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** From facts to lines. The members of each kind are described in {@code STORE_FORMAT.md}. */
final class LineWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private LineWriter() {}

    static byte[] header(JournalHeader header) {
        return line(1, JournalHeader.KIND, json -> {
            json.writeNumberField("format", header.format());
            json.writeNumberField("epoch", header.epoch().epoch());
            json.writeStringField("incarnation", header.epoch().incarnation().toString());
            json.writeNumberField("part", header.part());
            volumes(json, header.volumes());
            json.writeStringField("at", header.openedAt().toString());
        });
    }

    static byte[] entry(long sequence, JournalEntry entry) {
        return line(sequence, entry.kind(), json -> {
            if (entry instanceof StoredEntry stored) {
                stored(json, stored.object());
            } else if (entry instanceof LocationAddedEntry added) {
                locationAdded(json, added);
            } else if (entry instanceof VolumeEventEntry event) {
                volumeEvent(json, event);
            } else if (entry instanceof VolumeGivenUpEntry givenUp) {
                volumeGivenUp(json, givenUp);
            } else {
                throw new IllegalStateException("a fact without a form: " + entry.kind());
            }
        });
    }

    private static void stored(JsonGenerator json, StoredObject object) throws IOException {
        json.writeStringField("class", object.sopClassUid().value());
        json.writeStringField("instance", object.sopInstanceUid().value());
        json.writeStringField("study", object.studyInstanceUid().value());
        json.writeStringField("series", object.seriesInstanceUid().value());
        json.writeStringField("syntax", object.transferSyntaxUid().value());
        json.writeStringField("sha256", object.digest().hex());
        json.writeNumberField("size", object.sizeBytes());
        json.writeStringField("path", object.path().relative());
        volumes(json, object.volumes());
        json.writeNumberField("version", object.version());
        json.writeStringField("received", object.receivedAt().toString());
        json.writeStringField("calling", object.callingAeTitle());
        json.writeStringField("called", object.calledAeTitle());
        json.writeStringField("peer", object.peerAddress());
    }

    private static void locationAdded(JsonGenerator json, LocationAddedEntry added) throws IOException {
        json.writeStringField("instance", added.sopInstanceUid().value());
        json.writeNumberField("version", added.version());
        json.writeStringField("sha256", added.digest().hex());
        json.writeStringField("path", added.location().path().relative());
        json.writeStringField("volume", added.location().volume().toString());
        json.writeStringField("reason", added.reason().name());
        json.writeStringField("at", added.at().toString());
    }

    private static void volumeEvent(JsonGenerator json, VolumeEventEntry event) throws IOException {
        json.writeStringField("volume", event.volume().toString());
        json.writeStringField("state", event.state().name());
        record(json, event.actor(), event.reason(), event.at());
    }

    private static void volumeGivenUp(JsonGenerator json, VolumeGivenUpEntry givenUp) throws IOException {
        json.writeStringField("volume", givenUp.volume().toString());
        json.writeStringField("name", givenUp.name());
        json.writeNumberField("images", givenUp.images());
        record(json, givenUp.actor(), givenUp.reason(), givenUp.at());
    }

    /** Who, why and when. */
    private static void record(JsonGenerator json, String actor, String reason, Instant at) throws IOException {
        json.writeStringField("actor", actor);
        json.writeStringField("reason", reason);
        json.writeStringField("at", at.toString());
    }

    private static void volumes(JsonGenerator json, List<VolumeId> volumes) throws IOException {
        json.writeArrayFieldStart("volumes");
        for (VolumeId volume : volumes) {
            json.writeString(volume.toString());
        }
        json.writeEndArray();
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] line(long sequence, String kind, Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("n", sequence);
            json.writeStringField("kind", kind);
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return LineSeal.seal(bytes.toByteArray());
    }
}

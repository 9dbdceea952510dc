package dozo.qr.testing;

import dozo.core.association.Association;
import dozo.core.association.AssociationRequestor;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.RemoteAe;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Priority;
import dozo.core.dimse.Response;
import dozo.core.dimse.ResponseHandler;
import dozo.core.dimse.ServiceProvider;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.Octets;
import dozo.core.testing.Patience;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assertions;

/** Asks an archive as a workstation does; each call has an association of its own. */
public final class Scu {

    public static final AeTitle TITLE = new AeTitle("SCU");

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final RemoteAe archive;

    public Scu(RemoteAe archive) {
        this.archive = archive;
    }

    /** All pending responses and the final one. */
    public record Answers(List<Response> pending, Response last) {

        public int status() {
            return last.status();
        }

        /** The identifiers of the matches. */
        public List<Attributes> matches() {
            return pending.stream().map(p -> p.dataSet().orElseThrow()).toList();
        }

        /** One attribute of each match; empty text where it has no value. */
        public List<String> values(int tag) {
            return matches().stream().map(match -> match.string(tag).orElse("")).toList();
        }
    }

    /** Stores data sets in explicit VR little endian over one association and demands Success. */
    public void store(Attributes... instances) throws OperatingFailure {
        ProposedContext[] contexts = List.of(instances).stream()
                .map(instance ->
                        ProposedContext.of(instance.uid(Tag.SOPClassUID).orElseThrow(), EXPLICIT))
                .distinct()
                .toArray(ProposedContext[]::new);
        try (Association association = open(contexts)) {
            DimseClient client = new DimseClient(association);
            for (Attributes instance : instances) {
                Uid sopClass = instance.uid(Tag.SOPClassUID).orElseThrow();
                Response response = client.store(
                        association.contextFor(sopClass).orElseThrow(),
                        StoreRequest.of(
                                sopClass, instance.uid(Tag.SOPInstanceUID).orElseThrow()),
                        out -> out.write(DatasetWriter.toBytes(instance, EXPLICIT)));
                Assertions.assertEquals(DimseStatus.SUCCESS, response.status());
            }
        }
    }

    /** Stores encoded bytes as they are and demands Success. */
    public void store(Uid sopClass, Uid instance, TransferSyntax syntax, byte[] dataSet) throws OperatingFailure {
        Assertions.assertEquals(DimseStatus.SUCCESS, tryToStore(sopClass, instance, syntax, dataSet));
    }

    /** @return the status */
    public int tryToStore(Uid sopClass, Uid instance, TransferSyntax syntax, byte[] dataSet) throws OperatingFailure {
        try (Association association = open(ProposedContext.of(sopClass, syntax))) {
            PresentationContext context = association.contextFor(sopClass).orElseThrow();
            return new DimseClient(association)
                    .store(context, StoreRequest.of(sopClass, instance), out -> out.write(dataSet))
                    .status();
        }
    }

    public Answers find(Uid sopClass, Attributes identifier) throws OperatingFailure {
        return find(ProposedContext.of(sopClass, EXPLICIT), identifier, response -> true);
    }

    /** As {@link #find(Uid, Attributes)}, asking for these bytes of extended negotiation. */
    public Answers find(Uid sopClass, Octets extended, Attributes identifier) throws OperatingFailure {
        return find(ProposedContext.of(sopClass, EXPLICIT).withExtended(extended), identifier, response -> true);
    }

    public Answers find(ProposedContext context, Attributes identifier, ResponseHandler handler)
            throws OperatingFailure {
        List<Response> pending = new ArrayList<>();
        try (Association association = open(context)) {
            PresentationContext accepted =
                    association.contextFor(context.abstractSyntax()).orElseThrow();
            Response last = new DimseClient(association).find(accepted, identifier, Priority.MEDIUM, response -> {
                pending.add(response);
                return handler.onPending(response);
            });
            return new Answers(pending, last);
        }
    }

    public Answers move(Uid sopClass, Attributes identifier, AeTitle destination) throws OperatingFailure {
        return move(sopClass, identifier, destination, response -> true);
    }

    public Answers move(Uid sopClass, Attributes identifier, AeTitle destination, ResponseHandler handler)
            throws OperatingFailure {
        List<Response> pending = new ArrayList<>();
        try (Association association = open(ProposedContext.of(sopClass, EXPLICIT))) {
            Response last = new DimseClient(association)
                    .move(
                            association.contextFor(sopClass).orElseThrow(),
                            identifier,
                            destination,
                            Priority.MEDIUM,
                            response -> {
                                pending.add(response);
                                return handler.onPending(response);
                            });
            return new Answers(pending, last);
        }
    }

    /** What came by C-GET: the answers and the data sets by SOP Instance UID. */
    public record Got(Answers answers, Map<Uid, byte[]> dataSets) {}

    public Got get(Uid sopClass, Attributes identifier, List<ProposedContext> storage) throws OperatingFailure {
        return get(sopClass, identifier, storage, response -> true);
    }

    public Got get(Uid sopClass, Attributes identifier, List<ProposedContext> storage, ResponseHandler handler)
            throws OperatingFailure {
        List<Response> pending = new ArrayList<>();
        Map<Uid, byte[]> dataSets = new ConcurrentHashMap<>();
        ServiceProvider receiver = exchange -> {
            dataSets.put(
                    exchange.request().sopInstanceUid().orElseThrow(),
                    exchange.dataSet().readAllBytes());
            exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
        };
        List<ProposedContext> contexts = new ArrayList<>(storage);
        contexts.add(0, ProposedContext.of(sopClass, EXPLICIT));
        try (Association association = open(contexts.toArray(ProposedContext[]::new))) {
            Response last = new DimseClient(association)
                    .get(
                            association.contextFor(sopClass).orElseThrow(),
                            identifier,
                            Priority.MEDIUM,
                            receiver,
                            response -> {
                                pending.add(response);
                                return handler.onPending(response);
                            });
            return new Got(new Answers(pending, last), dataSets);
        }
    }

    public Association open(ProposedContext... contexts) throws OperatingFailure {
        return AssociationRequestor.open(
                archive,
                TITLE,
                List.of(contexts),
                AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Patience.LONG)));
    }

    /** An identifier of this level with these keys. */
    public static Attributes identifier(String level, Key... keys) {
        Attributes identifier = new Attributes();
        for (Key key : keys) {
            if (key.vr() == Vr.SQ) {
                identifier.putEmpty(key.tag(), Vr.SQ);
            } else {
                identifier.put(key.tag(), key.vr(), key.values().toArray(String[]::new));
            }
        }
        return identifier.put(Tag.QueryRetrieveLevel, Vr.CS, level);
    }

    /** A key of an identifier; no values make a universal key. */
    public record Key(int tag, Vr vr, List<String> values) {

        public static Key of(int tag, Vr vr, String... values) {
            return new Key(tag, vr, List.of(values));
        }

        public static Key of(int tag, Uid... uids) {
            return new Key(tag, Vr.UI, List.of(uids).stream().map(Uid::value).toList());
        }
    }

    /** A number of the final response. */
    public static Optional<Integer> number(Response response, int tag) {
        var number = response.command().attributes().integer(tag);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}

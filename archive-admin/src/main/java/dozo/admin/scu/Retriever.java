package dozo.admin.scu;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Priority;
import dozo.core.dimse.Response;
import dozo.core.dimse.SubOperations;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Has instances sent by C-MOVE, or fetches them by C-GET (PS3.4 sections C.4.2 and C.4.3). */
public final class Retriever {

    private Retriever() {}

    /**
     * How a retrieval ended.
     *
     * @param status of the final response, of several the first that was not Success, as four hexadecimal digits
     * @param completed sub-operations that succeeded
     * @param failed those that failed
     * @param warning those that ended with a warning
     */
    public record Result(String status, int completed, int failed, int warning) {

        private static final String SUCCESS = "0000";

        static final Result NOTHING = new Result(SUCCESS, 0, 0, 0);

        static Result of(Response last) {
            SubOperations counts = last.command().subOperations();
            return new Result(
                    String.format(Locale.ROOT, "%04X", last.status()),
                    counts.completed(),
                    counts.failed(),
                    counts.warning());
        }

        /**
         * Whether what was named came, and all of it. A peer that has nothing of it answers with Success as well (PS3.4 sections
         * C.4.2.1.5 and C.4.3.1.4).
         *
         * @param came how many instances did
         */
        public boolean fulfilled(long came) {
            return came > 0 && failed == 0;
        }

        /** Both together; the status is the first that is not Success. */
        Result plus(Result next) {
            return new Result(
                    status.equals(SUCCESS) ? next.status : status,
                    completed + next.completed,
                    failed + next.failed,
                    warning + next.warning);
        }
    }

    /** Has the instances of {@code identifier} sent to {@code destination}. */
    public static Result move(
            Remote remote,
            InformationModel model,
            Attributes identifier,
            AeTitle destination,
            Consumer<SubOperations> progress)
            throws OperatingFailure {
        try (Association association = remote.open(List.of(Finder.context(model.move())))) {
            PresentationContext context = remote.context(association, model.move(), "C-MOVE");
            Response last = new DimseClient(association)
                    .move(context, identifier, destination, Priority.MEDIUM, pending -> {
                        progress.accept(pending.command().subOperations());
                        return true;
                    });
            return result(remote, "C-MOVE", last);
        }
    }

    /**
     * Fetches the instances of {@code identifier} into {@code downloads}, after asking by C-FIND of what kinds they are. Those of
     * more kinds than one association has presentation contexts for come over several, one after the other.
     *
     * @param level of the identifier
     */
    public static Result get(
            Remote remote,
            InformationModel model,
            Level level,
            Attributes identifier,
            Downloads downloads,
            Consumer<SubOperations> progress)
            throws OperatingFailure {
        Result sum = Result.NOTHING;
        for (GetPlan.Batch batch : Survey.of(remote, model, level, identifier).batches()) {
            sum = sum.plus(get(remote, model, batch, downloads, progress));
        }
        return sum;
    }

    private static Result get(
            Remote remote,
            InformationModel model,
            GetPlan.Batch batch,
            Downloads downloads,
            Consumer<SubOperations> progress)
            throws OperatingFailure {
        List<ProposedContext> contexts = new ArrayList<>();
        contexts.add(Finder.context(model.get()));
        batch.kinds().stream()
                .map(kind -> ProposedContext.of(kind.sopClass(), kind.syntax()).asScp())
                .forEach(contexts::add);
        Result sum = Result.NOTHING;
        try (Association association = remote.open(contexts)) {
            PresentationContext context = remote.context(association, model.get(), "C-GET");
            DimseClient client = new DimseClient(association);
            for (Attributes identifier : batch.identifiers()) {
                Response last = client.get(context, identifier, Priority.MEDIUM, downloads, pending -> {
                    progress.accept(pending.command().subOperations());
                    return true;
                });
                sum = sum.plus(result(remote, "C-GET", last));
            }
        }
        return sum;
    }

    private static Result result(Remote remote, String service, Response last) throws OperatingFailure {
        int status = last.status();
        if (status != DimseStatus.SUCCESS && status != DimseStatus.CANCEL && !DimseStatus.isWarning(status)) {
            throw Finder.refused(remote, service, last);
        }
        return Result.of(last);
    }
}

package dozo.admin.modelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.modelling.Holding.Sending;
import dozo.admin.modelling.Universe.Slot;
import dozo.admin.testing.Image;
import dozo.admin.testing.Modality;
import dozo.core.dimse.DimseStatus;
import dozo.core.failure.OperatingFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An archive and the model of what it should hold, taken through the same steps. Closed by its test. */
final class World implements AutoCloseable {

    private static final int IMAGES_MAX = 10;
    private static final int ASSOCIATIONS_MAX = 4;
    private static final int CUT_MAX = 60;

    private final Model model = new Model();
    private final ModelledArchive archive;

    /** One image on its way. */
    private record Sent(Slot slot, int content, int association, Image image) {}

    World(Path directory) throws Exception {
        this.archive = new ModelledArchive(directory);
    }

    void take(Step step) throws Exception {
        Random random = new Random(step.seed());
        Queries queries = new Queries(archive.scu(), model);
        Retrievals retrievals = new Retrievals(archive.scu(), archive.destination(), model);
        switch (step.kind()) {
            case STORE -> store(random, true);
            case FIND_PATIENTS -> queries.patients();
            case FIND_STUDIES -> queries.studies(Universe.any(random));
            case FIND_SERIES -> queries.series(Universe.any(random));
            case FIND_IMAGES -> queries.images(Universe.any(random));
            case CANCEL_FIND -> queries.cancelled(1 + random.nextInt(2));
            case GET -> retrievals.get(random);
            case MOVE -> retrievals.move(random);
            case CANCEL_GET -> retrievals.cancelGet(random);
            case CANCEL_MOVE -> retrievals.cancelMove(random);
            case KILL -> kill(random);
            case RESTART -> restart();
            case VERIFY -> verify();
            case REINDEX -> archive.commands().run("reindex").exits(0);
        }
    }

    /** New instances, duplicates and new versions, as they come, over several associations at once. */
    private void store(Random random, boolean demanded) throws Exception {
        int associations = 1 + random.nextInt(ASSOCIATIONS_MAX);
        List<Sent> sendings = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        for (int i = 1 + random.nextInt(IMAGES_MAX); i > 0; i--) {
            Slot slot = Universe.any(random);
            int content = random.nextInt(Universe.CONTENTS);
            Image image = slot.image(content);
            sendings.add(new Sent(slot, content, images.size() % associations, image));
            images.add(image);
        }
        Map<Image, Boolean> acknowledged = new IdentityHashMap<>();
        Modality.store(archive.scu(), images, associations, (image, status) -> {
            synchronized (acknowledged) {
                acknowledged.put(image, status == DimseStatus.SUCCESS);
            }
        });
        assertTrue(!demanded || acknowledged.values().stream().filter(a -> a).count() == images.size(), "not stored");
        note(sendings, acknowledged);
    }

    /** On one association the order is known; else all sendings of an instance are taken together. */
    private void note(List<Sent> sendings, Map<Image, Boolean> acknowledged) {
        Map<Slot, List<Sent>> bySlot = new LinkedHashMap<>();
        sendings.forEach(sent ->
                bySlot.computeIfAbsent(sent.slot(), slot -> new ArrayList<>()).add(sent));
        bySlot.forEach((slot, list) -> {
            List<Sending> all = list.stream()
                    .map(sent -> new Sending(sent.content(), acknowledged.getOrDefault(sent.image(), false)))
                    .toList();
            boolean ordered = list.stream().map(Sent::association).distinct().count() == 1;
            if (ordered) {
                all.forEach(sending -> model.of(slot).sent(List.of(sending)));
            } else {
                model.of(slot).sent(all);
            }
        });
    }

    /** The power goes while images come in, or just behind them. */
    private void kill(Random random) throws Exception {
        archive.cutPowerAt(1 + random.nextInt(CUT_MAX), random);
        store(random, false);
        archive.crash(random);
        archive.start();
        inspect();
    }

    private void restart() throws Exception {
        archive.stop();
        archive.start();
    }

    private void verify() {
        var result = archive.commands().run("verify", "--json");
        assertEquals(0, result.code(), () -> result.out() + result.err());
        assertTrue(result.json().get("sound").asBoolean(), result::out);
    }

    /** Looks at everything there is; nothing is open in the model afterwards. */
    void inspect() throws OperatingFailure {
        Queries queries = new Queries(archive.scu(), model);
        for (Slot slot : Universe.slots()) {
            if (slot.instance() == 0) {
                queries.images(slot);
                queries.studies(slot);
            }
        }
        queries.patients();
    }

    @Override
    public void close() {
        archive.close();
    }
}

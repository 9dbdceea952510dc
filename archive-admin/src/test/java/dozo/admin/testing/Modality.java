package dozo.admin.testing;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.qr.testing.Scu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ObjIntConsumer;

/** Stores images over several associations at once, and goes no further on one that was lost. */
public final class Modality {

    private Modality() {}

    /** Stores a new CT image on an association that is open. @return its status */
    public static int storeOne(Association association) throws IOException, OperatingFailure {
        TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        Attributes image = Instances.ct().build();
        byte[] encoded = DatasetWriter.toBytes(image, syntax);
        return new DimseClient(association)
                .store(
                        association.contextFor(Instances.CT).orElseThrow(),
                        StoreRequest.of(
                                Instances.CT, image.uid(Tag.SOPInstanceUID).orElseThrow()),
                        out -> out.write(encoded))
                .status();
    }

    /**
     * Stores what it can.
     *
     * @param answers is told of each image the status with which it was answered, by several threads; those that are not
     *     told have an unknown fate
     */
    public static void store(Scu archive, List<Image> images, int associations, ObjIntConsumer<Image> answers)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(associations);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < associations; i++) {
                List<Image> part = new ArrayList<>();
                for (int j = i; j < images.size(); j += associations) {
                    part.add(images.get(j));
                }
                ends.add(threads.submit(() -> store(archive, part, answers)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void store(Scu archive, List<Image> images, ObjIntConsumer<Image> answers) {
        try (Association association = archive.open(ProposedContext.of(Instances.CT, Image.SYNTAX))) {
            DimseClient client = new DimseClient(association);
            PresentationContext context = association.contextFor(Instances.CT).orElseThrow();
            for (Image image : images) {
                int status = client.store(
                                context,
                                StoreRequest.of(image.sopClass(), image.sopInstance()),
                                out -> out.write(image.dataSet()))
                        .status();
                answers.accept(image, status);
            }
        } catch (OperatingFailure e) {
            // The archive was lost on the way: the rest has an unknown fate, as a modality must take it.
        }
    }
}

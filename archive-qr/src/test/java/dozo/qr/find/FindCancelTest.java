package dozo.qr.find;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.ProposedContext;
import dozo.core.config.IndexConfig;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import dozo.qr.testing.Scu.Answers;
import dozo.qr.testing.TestArchive;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.IndexLimits;
import dozo.storage.index.query.IndexRow;
import dozo.storage.index.query.RowConsumer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C-CANCEL of a C-FIND (PS3.4 section C.4.1.2), on an index that gives its second row only once the cancellation was heard. */
class FindCancelTest {

    private static final Uid FIND = InformationModel.STUDY_ROOT.find();

    /** Hands rows on, and waits behind each until the one who asked wants no more. */
    private record HeldUntilStopped(RowConsumer consumer) implements RowConsumer {

        @Override
        public boolean accept(IndexRow row) throws IOException, OperatingFailure {
            boolean more = consumer.accept(row);
            consumer.pause();
            await().until(consumer::isStopped);
            return more;
        }

        @Override
        public boolean isStopped() {
            return consumer.isStopped();
        }
    }

    @Test
    void stopsWhenTheRequestorCancels(@TempDir Path directory) throws Exception {
        ArchiveIndex index =
                ArchiveIndex.open(IndexConfig.defaults(directory), IndexLimits.defaults(), Clock.systemUTC());
        try (TestArchive archive = TestArchive.start(directory, held(index), TestArchive.Options.defaults())) {
            Uid study = Instances.newUid();
            Uid series = Instances.newUid();
            Scu scu = new Scu(archive.remote());
            scu.store(
                    Instances.ct().study(study).series(series).build(),
                    Instances.ct().study(study).series(series).build(),
                    Instances.ct().study(study).series(series).build());

            Attributes images =
                    Scu.identifier("IMAGE").put(Tag.StudyInstanceUID, study).put(Tag.SeriesInstanceUID, series);
            Answers answers = scu.find(
                    ProposedContext.of(FIND, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), images, response -> false);

            assertEquals(DimseStatus.CANCEL, answers.status());
            assertEquals(1, answers.pending().size());
        }
    }

    private static ArchiveIndex held(ArchiveIndex index) {
        return (ArchiveIndex) Proxy.newProxyInstance(
                ArchiveIndex.class.getClassLoader(),
                new Class<?>[] {ArchiveIndex.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        arguments[1] = new HeldUntilStopped((RowConsumer) arguments[1]);
                    }
                    try {
                        return method.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

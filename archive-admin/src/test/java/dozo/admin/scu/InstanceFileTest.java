package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.encoding.FileMeta;
import dozo.core.encoding.TransferSyntax;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFileTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid MEDIA_STORAGE_DIRECTORY = new Uid("1.2.840.10008.1.3.10");

    @TempDir
    Path directory;

    /** Else the peer would refuse it, since the command's UIDs were not those of the data set (PS3.4 section B.2.3). */
    @Test
    void isWhatTheDataSetSaysWhateverTheMetaInformationSays() throws Exception {
        Uid instance = Instances.newUid();
        byte[] dataSet = Instances.ct().sopInstance(instance).encode(SYNTAX);
        Path path = file(new FileMeta(Instances.MR, Instances.newUid(), SYNTAX), dataSet);

        InstanceFile file = InstanceFile.read(path).orElseThrow();

        assertEquals(new InstanceFile(path, new InstanceFile.Kind(Instances.CT, SYNTAX), instance), file);
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        file.copyDataSet(copied);
        assertArrayEquals(dataSet, copied.toByteArray());
    }

    @Test
    void isNoMediaDirectoryAndNothingElse() throws Exception {
        FileMeta meta = new FileMeta(MEDIA_STORAGE_DIRECTORY, Instances.newUid(), SYNTAX);
        byte[] records = Instances.ct().sopClass(MEDIA_STORAGE_DIRECTORY).encode(SYNTAX);
        assertEquals(Optional.empty(), InstanceFile.read(file(meta, records)));
        Path text = Files.writeString(directory.resolve("notes.txt"), "left here by hand".repeat(20));
        assertEquals(Optional.empty(), InstanceFile.read(text));
    }

    private Path file(FileMeta meta, byte[] dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(meta.encode());
        bytes.write(dataSet);
        return Files.write(directory.resolve("a.dcm"), bytes.toByteArray());
    }
}

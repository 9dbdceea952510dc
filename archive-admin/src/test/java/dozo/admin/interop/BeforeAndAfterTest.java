package dozo.admin.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.scu.InstanceFile;
import dozo.admin.scu.SendReport;
import dozo.admin.scu.Sender;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.ExternalProgram;
import dozo.core.testing.TestData;
import dozo.core.testing.TestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that share no code with the archive judge each instance before it was sent and after it came back, as it was and in
 * another transfer syntax: dicom3tools' validators find the same in it, and GDCM decodes the same pixels.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BeforeAndAfterTest {

    private static final String SENDER = "SENDER";

    /** Native, or compressed without loss by RLE; not deflated, which dicom3tools of Debian cannot read. */
    private static final Set<String> COMPARABLE =
            Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.5");

    /** What devices send, not what was made to be odd. */
    private static final Set<String> FOLDERS = Set.of("ts", "sop", "charset", "hier");

    /** GDCM's own RLE decoder gives other pixels than DCMTK's and ours, which agree on these. */
    private static final Set<String> GDCM_ALONE = Set.of("SC_rgb_rle_32bit.dcm", "SC_rgb_rle_16bit_2frame.dcm");

    /** Findings on what is the archive's own: the file meta information, group lengths, which representation is stated. */
    private static final Pattern OF_THE_ENCODING =
            Pattern.compile("FileMetaInformation|MediaStorage|\\(0x0002,|Group 0x2 "
                    + "|[Gg]roup [Ll]ength|contains retired attributes|contains invalid data values|xplicit value representation"
                    + "|Extended Offset Table");

    /** The line by which dciodvfy tells as what it judges a data set, such as {@code CTImage}: it understood the file. */
    private static final Pattern INFORMATION_OBJECT = Pattern.compile("^[A-Za-z0-9]+$", Pattern.MULTILINE);

    @TempDir
    static Path directory;

    private InteropArchive archive;
    private final Map<String, Listener> listeners = new HashMap<>();
    private final Map<String, Path> sent = new HashMap<>();

    static Stream<String> destinations() {
        return Stream.of("AS_SENT", "EXPLICIT", "IMPLICIT");
    }

    @BeforeAll
    void sendAndFetch() throws Exception {
        listeners.put("AS_SENT", Listener.ofEverything(directory.resolve("as-sent")));
        listeners.put(
                "EXPLICIT", Listener.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), directory.resolve("explicit")));
        listeners.put(
                "IMPLICIT", Listener.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid(), directory.resolve("implicit")));
        Map<String, Integer> ports = new HashMap<>(Map.of(SENDER, 104));
        listeners.forEach((title, listener) -> ports.put(title, listener.port()));
        archive = InteropArchive.start(directory, ports);
        SendReport report = new Sender(archive.seenBy(SENDER), 2, (instances, bytes) -> {}).send(files());
        assertEquals(List.of(), report.failures());
        for (String study : archive.studies(SENDER)) {
            for (String destination : listeners.keySet()) {
                fetch(study, destination);
            }
        }
    }

    @AfterAll
    void stop() {
        if (archive != null) {
            archive.close();
        }
        listeners.values().forEach(Listener::close);
    }

    /** What cannot be had in the destination's transfer syntax stays away. */
    private void fetch(String study, String destination) throws Exception {
        try {
            archive.move(SENDER, study, destination);
        } catch (OperatingFailure e) {
            assertNotEquals("AS_SENT", destination, e::getMessage);
        }
    }

    /** One file of each SOP Instance UID, from these folders, where both can be judged alike. */
    private List<InstanceFile> files() throws IOException {
        List<InstanceFile> files = new ArrayList<>();
        for (TestFile file : TestData.wellFormed()) {
            Optional<InstanceFile> instance = InstanceFile.read(file.file());
            if (instance.isPresent()
                    && FOLDERS.contains(folder(file.file()))
                    && COMPARABLE.contains(instance.get().kind().syntax().toString())
                    && sent.putIfAbsent(instance.get().sopInstance().value(), file.file()) == null) {
                files.add(instance.get());
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void everythingThatCanBeConvertedCameBack(String destination) throws IOException {
        int expected = destination.equals("AS_SENT") ? sent.size() : sent.size() / 2;
        assertTrue(listeners.get(destination).files().size() >= expected, destination);
    }

    /** In implicit VR it lacks what it judges by, such as which representation a device meant. */
    @ParameterizedTest
    @ValueSource(strings = {"AS_SENT", "EXPLICIT"})
    void dciodvfyFindsTheSame(String destination) throws IOException {
        ExternalProgram dciodvfy = ExternalProgram.require("dciodvfy");
        Map<Path, Path> pairs = judged(destination);
        Set<Path> understood = new TreeSet<>();
        compare(pairs, file -> {
            String findings = findings(dciodvfy, List.of(file));
            if (INFORMATION_OBJECT.matcher(findings).find()) {
                understood.add(file);
            }
            return Optional.of(findings);
        });
        assertTrue(understood.size() > pairs.size(), "only " + understood.size() + " of twice " + pairs.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AS_SENT", "EXPLICIT"})
    void dcentvfyFindsTheSame(String destination) throws IOException {
        ExternalProgram dcentvfy = ExternalProgram.require("dcentvfy");
        Map<Path, Path> pairs = judged(destination);
        assertEquals(findings(dcentvfy, pairs.values()), findings(dcentvfy, pairs.keySet()));
    }

    /** It says nothing of what agrees, which alone would not show that it looked. */
    @Test
    void dcentvfyWouldFindAnInstanceThatCameBackWithAnotherPatient() throws IOException {
        ExternalProgram dcentvfy = ExternalProgram.require("dcentvfy");
        Path first = TestData.file("hier/se0_im0.dcm");
        Path second = TestData.file("hier/se0_im1.dcm");
        String file = Files.readString(second, StandardCharsets.ISO_8859_1);
        Path changed = Files.writeString(
                directory.resolve("changed.dcm"),
                file.replace("Hierarchy^Hal", "Hierarchy^Hel"),
                StandardCharsets.ISO_8859_1);

        assertEquals("", findings(dcentvfy, List.of(first, second)));
        assertTrue(findings(dcentvfy, List.of(first, changed)).contains("PatientName"));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void gdcmDecodesTheSamePixels(String destination) throws IOException {
        ExternalProgram gdcminfo = ExternalProgram.require("gdcminfo");
        Map<Path, Path> images = pairs(destination);
        images.values().removeIf(original -> !folder(original).equals("ts"));
        int compared = compare(images, file -> digest(gdcminfo, file));
        assertTrue(compared > 20, "only " + compared + " images");
    }

    /** Of all frames, decoded; empty where GDCM cannot decode the original. */
    private Optional<String> digest(ExternalProgram gdcminfo, Path file) {
        if (GDCM_ALONE.stream().anyMatch(file::endsWith)) {
            return Optional.empty();
        }
        return gdcminfo.run("--md5sum", file)
                .output()
                .lines()
                .filter(line -> line.startsWith("md5sum: "))
                .findFirst();
    }

    /** What a validator says of the data sets of these files, which it is told to know by their places alone. */
    private static String findings(ExternalProgram validator, Collection<Path> files) {
        ExternalProgram.Result result = validator.run(files.toArray());
        // 1 when it found something; more when it gave up, as it does at an assertion of its own.
        assertTrue(result.exitCode() <= 1, result::output);
        String output = result.output();
        int number = 0;
        for (Path file : files) {
            output = output.replace(file.toString(), "file " + ++number);
        }
        return output.lines()
                .filter(line -> !OF_THE_ENCODING.matcher(line).find())
                .sorted()
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Compares the verdict on each file that came back with the one on what was sent. @return how many had one */
    private static int compare(Map<Path, Path> pairs, Function<Path, Optional<String>> verdict) {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<Path, Path> pair : pairs.entrySet()) {
            Optional<String> before = verdict.apply(pair.getValue());
            Optional<String> after = before.isPresent() ? verdict.apply(pair.getKey()) : before;
            compared += before.isPresent() ? 1 : 0;
            if (!before.equals(after)) {
                differences.add(pair.getValue() + "\nbefore: " + before + "\nafter: " + after);
            }
        }
        assertEquals(List.of(), differences);
        return compared;
    }

    /** Those that dicom3tools can read: it gives up at native pixels of 32 bits. */
    private Map<Path, Path> judged(String destination) throws IOException {
        Map<Path, Path> pairs = pairs(destination);
        pairs.values().removeIf(original -> SentFile.bitsAllocated(original) > 16);
        return pairs;
    }

    /** What came back, each with what was sent. */
    private Map<Path, Path> pairs(String destination) throws IOException {
        Map<Path, Path> pairs = new TreeMap<>();
        for (Path received : listeners.get(destination).files()) {
            pairs.put(received, sent.get(received.getFileName().toString().replace(".dcm", "")));
        }
        return pairs;
    }

    private static String folder(Path file) {
        return file.getParent().getFileName().toString();
    }
}

package dozo.core.encoding;

import dozo.core.dataset.Attributes;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data set from a stream in any transfer syntax (PS3.5 sections 7 and A): numbers become little endian, values
 * longer than the limits are streamed past. It reads ahead by up to 8 KiB (more of a deflated stream), so after it only
 * {@link #remaining()} tells what comes next; who needs every byte listens below, on the stream. Closes no stream.
 * Not thread-safe.
 */
public final class DatasetReader implements Closeable {

    private final @Nullable InflatingStream inflating;
    private final ByteSource source;
    private final DatasetParser parser;
    private final AttributesBuilder builder;

    /** @param in positioned at the first element; stays the caller's to close */
    public DatasetReader(InputStream in, TransferSyntax syntax, DecodingLimits limits) {
        this(in, syntax, limits, Allowance.UNSHARED);
    }

    /**
     * As the other, for readers that share their memory.
     *
     * @param allowance asked before an element is kept; its refusal ends the reading
     */
    public DatasetReader(InputStream in, TransferSyntax syntax, DecodingLimits limits, Allowance allowance) {
        this(in, syntax, limits, allowance, Integer.MAX_VALUE);
    }

    private DatasetReader(
            InputStream in, TransferSyntax syntax, DecodingLimits limits, Allowance allowance, int encodedBytes) {
        this.inflating = syntax.deflated() ? new InflatingStream(in) : null;
        this.source = inflating != null ? new ByteSource(inflating) : new ByteSource(in, encodedBytes);
        this.parser = new DatasetParser(source, ByteEncoding.of(syntax), limits.maxDepth());
        this.builder = new AttributesBuilder(limits, allowance);
    }

    /** A whole data set in memory. */
    public static Attributes read(byte[] encoded, TransferSyntax syntax, DecodingLimits limits)
            throws DecodingException {
        try (DatasetReader reader = new DatasetReader(
                new ByteArrayInputStream(encoded), syntax, limits, Allowance.UNSHARED, encoded.length)) {
            return reader.readAll();
        } catch (DecodingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    /**
     * The elements before {@code stopTag} (exclusive, unsigned, in the data set itself and not in its items). May be
     * called again with a later tag: each call returns what it read.
     *
     * @throws DecodingException when the data set cannot be understood or exceeds a limit
     * @throws IOException when the stream fails
     */
    public Attributes readUntil(int stopTag) throws IOException {
        parser.parse(builder, Integer.toUnsignedLong(stopTag));
        return builder.take();
    }

    /** All elements up to the end of the stream. Errors as {@link #readUntil}. */
    public Attributes readAll() throws IOException {
        parser.parse(builder, DatasetParser.NO_STOP);
        return builder.take();
    }

    /**
     * Moves past the elements before {@code stopTag}, keeping and counting none: how they are put together is checked, yet
     * no limit but that of depth applies. Errors as {@link #readUntil}.
     */
    public void passUntil(int stopTag) throws IOException {
        parser.parse(new PassingSink(), Integer.toUnsignedLong(stopTag));
    }

    /** Moves past all elements up to the end of the stream, as {@link #passUntil}. */
    public void passAll() throws IOException {
        parser.parse(new PassingSink(), DatasetParser.NO_STOP);
    }

    /** What follows the elements read so far, inflated, from the header of the element that reading stopped at. */
    public InputStream remaining() {
        return source.remaining();
    }

    /** Frees what inflating holds; the stream stays open. */
    @Override
    public void close() {
        if (inflating != null) {
            inflating.close();
        }
    }
}

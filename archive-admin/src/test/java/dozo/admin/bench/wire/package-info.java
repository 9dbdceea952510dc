/**
 * DICOM at the price of a memory copy: what the benchmark says to every archive alike. It shares the encoder of association
 * PDUs with the archive, and nothing of what carries images, so that neither is measured by itself.
 */
package dozo.admin.bench.wire;

/** What a receiver's transfer syntax asks of an instance: another encoding, decompressed pixels, or the impossible. */
package dozo.qr.transcode;

package dozo.admin.bench;

import dozo.admin.bench.peer.PeerKind;

/**
 * One figure.
 *
 * @param round from 1
 * @param work what the peer had to do, such as {@code ct4}
 */
record Measurement(int round, String work, PeerKind peer, Metric metric, double value) {}

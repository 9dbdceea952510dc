/** One transaction of the index, as whoever files instances sees it. */
package dozo.storage.index.batch;

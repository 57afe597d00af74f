package io.volute.core.spec;

/**
 * Where a value stands.
 *
 * @param mark its key's place, or its own in a list
 * @param path keys from the root, joined by dots
 * @param scope first part of the codes: the stage, or {@code core}
 */
record Place(Mark mark, String path, String scope) {
    /** The place of a key below. */
    Place key(String key, Mark at) {
        return new Place(at, path.isEmpty() ? key : path + "." + key, scope);
    }

    /** The place of an item, counted from 0. */
    Place item(int index, Mark at) {
        return new Place(at, path + "." + index, scope);
    }

    /** The same key, another position: that of the value. */
    Place at(Mark other) {
        return new Place(other, path, scope);
    }

    /** The last part of the path, for messages. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}

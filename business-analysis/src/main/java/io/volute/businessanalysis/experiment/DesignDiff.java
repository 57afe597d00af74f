package io.volute.businessanalysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.volute.core.artifact.CanonicalJson;
import java.util.Iterator;
import java.util.TreeSet;

/** Where a design differs from the registered one. */
final class DesignDiff {
    private DesignDiff() {}

    /** Path of the first difference. */
    static String first(String registered, Object now) {
        CanonicalJson json = new CanonicalJson();
        return first("", json.tree(registered), json.toTree(now));
    }

    private static String first(String path, JsonNode before, JsonNode after) {
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            Iterator<String> each = names.iterator();
            while (each.hasNext()) {
                String name = each.next();
                JsonNode left = before.path(name);
                JsonNode right = after.path(name);
                if (!left.equals(right)) {
                    return first(path.isEmpty() ? name : path + "." + name, left, right);
                }
            }
        }
        if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    return first(path + "[" + i + "]", before.get(i), after.get(i));
                }
            }
        }
        return path + " (" + said(before) + ", now " + said(after) + ")";
    }

    private static String said(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.isValueNode() ? node.asText() : "something else";
    }
}

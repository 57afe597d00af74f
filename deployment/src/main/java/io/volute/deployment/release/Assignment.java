package io.volute.deployment.release;

import io.volute.core.artifact.Digest;
import io.volute.core.contract.deployment.Release;
import io.volute.core.contract.deployment.Release.Arm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Which arm a unit belongs to: {@code u} is the first 53 bits of {@code SHA-256(layer ‖ 0 ‖ salt ‖ 0 ‖ unit)} over 2^53,
 * the arm the first one whose cumulative share is above {@code u}. It depends on no order, time or machine. Widening the
 * last arm moves nobody out of it. Not thread-safe: holds one digest.
 */
public final class Assignment {
    private final Release release;
    private final byte[] prefix;
    private final MessageDigest sha256 = Digest.sha256();

    /** The assignment of a release. */
    public Assignment(Release release) {
        this.release = release;
        this.prefix = (release.layer() + '\0' + release.salt() + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** The unit's number in {@code [0, 1)}. */
    public double uniform(String unit) {
        sha256.update(prefix);
        byte[] hash = sha256.digest(unit.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }

    /** The unit's arm; its share is the propensity. */
    public Arm arm(String unit) {
        double u = uniform(unit);
        double cumulative = 0;
        for (Arm arm : release.arms()) {
            cumulative += arm.share();
            if (u < cumulative) {
                return arm;
            }
        }
        // Shares that add up to 1 may sum to a little less in binary.
        return release.arms().get(release.arms().size() - 1);
    }
}

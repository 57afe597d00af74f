package world;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be shown. Lure and depth pull apart; a thumbnail shows the one, critics the other, both with noise.
 *
 * @param lure makes people click
 * @param depth makes them watch to the end
 * @param thumbnail score of the picture
 * @param critics what they say
 * @param minutes how long it is
 * @param popularity what it is ranked by where no model ranks
 */
public record Title(double lure, double depth, double thumbnail, double critics, int minutes, double popularity) {
    private static final int TITLES = 150;

    /** The titles of a world. */
    static List<Title> of(long seed) {
        Draws draws = new Draws(seed, -1, 0);
        List<Title> titles = new ArrayList<>();
        for (int i = 0; i < TITLES; i++) {
            titles.add(draw(draws));
        }
        return titles;
    }

    private static Title draw(Draws draws) {
        double lure = draws.normal();
        double depth = -.5 * lure + .87 * draws.normal();
        return new Title(
                lure,
                depth,
                lure + .4 * draws.normal(),
                depth + .4 * draws.normal(),
                20 + (int) (100 * draws.next()),
                .3 * lure + .3 * depth + .8 * draws.normal());
    }
}

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Words as in a language: the n-th most common one comes 1/n as often as the first (Zipf 1935). */
final class Words {
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"
    };

    private final List<String> all = new ArrayList<>();
    private final double[] upTo;

    Words(int count) {
        upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            all.add(word(i));
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    /** Every number has its own word, of three syllables. */
    private static String word(int number) {
        int n = SYLLABLES.length;
        return SYLLABLES[number % n] + SYLLABLES[number / n % n] + SYLLABLES[number / n / n % n];
    }

    /** By how common it is, from 0. */
    String at(int rank) {
        return all.get(rank);
    }

    int count() {
        return all.size();
    }

    String any(Random random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return all.get(found < 0 ? -found - 1 : found);
    }

    String sentence(Random random, int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(any(random));
        }
        return text.toString();
    }
}

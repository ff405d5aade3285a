/** Skills as one types them: with commas between; small letters, each once. */
export const parseSkills = (text: string): string[] => Array.from(new Set(text.split(",").map((x) => x.trim().toLowerCase()).filter(Boolean)));

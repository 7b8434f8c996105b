# A formula for a Homebrew tap. release/build fills in version and checksums;
# set BASE to where the archives are published.
class Newsbrief < Formula
  BASE = "https://example.org/newsbrief/releases".freeze

  desc "News summaries that carry their evidence"
  homepage "https://example.org/newsbrief"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "#{BASE}/newsbrief-@VERSION@-darwin-arm64.tar.gz"
      sha256 "@DARWIN_ARM64@"
    end
    on_intel do
      url "#{BASE}/newsbrief-@VERSION@-darwin-amd64.tar.gz"
      sha256 "@DARWIN_AMD64@"
    end
  end

  on_linux do
    on_arm do
      url "#{BASE}/newsbrief-@VERSION@-linux-arm64.tar.gz"
      sha256 "@LINUX_ARM64@"
    end
    on_intel do
      url "#{BASE}/newsbrief-@VERSION@-linux-amd64.tar.gz"
      sha256 "@LINUX_AMD64@"
    end
  end

  def install
    bin.install "newsbrief"
    man1.install Dir["man/*.1"]
    bash_completion.install "completion/newsbrief.bash" => "newsbrief"
    fish_completion.install "completion/newsbrief.fish"
    zsh_completion.install "completion/newsbrief.zsh" => "_newsbrief"
  end

  test do
    (testpath/"article.txt").write "The bridge will close on 3 May. Nobody was hurt."
    assert_match "3 May", shell_output("#{bin}/newsbrief summarize --backend mock article.txt")
  end
end

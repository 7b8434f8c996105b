# A cask for a Homebrew tap, as Casks/newsbrief.rb. release/build fills in version
# and checksums; set the address to where the archives are published.
cask "newsbrief" do
  os macos: "darwin", linux: "linux"
  arch arm: "arm64", intel: "amd64"

  version "@VERSION@"
  sha256 arm:          "@DARWIN_ARM64@",
         intel:        "@DARWIN_AMD64@",
         arm64_linux:  "@LINUX_ARM64@",
         x86_64_linux: "@LINUX_AMD64@"

  url "https://example.org/newsbrief/releases/newsbrief-#{version}-#{os}-#{arch}.tar.gz"
  name "newsbrief"
  desc "News summaries that carry their evidence"
  homepage "https://example.org/newsbrief"

  folder = "newsbrief-#{version}-#{os}-#{arch}"
  binary "#{folder}/newsbrief"
  bash_completion "#{folder}/completion/newsbrief.bash"
  fish_completion "#{folder}/completion/newsbrief.fish"
  zsh_completion "#{folder}/completion/newsbrief.zsh"
@MANPAGES@

  # The program is not signed by Apple's means; its checksum was compared above.
  postflight do
    if OS.mac?
      system_command "/usr/bin/xattr",
                     args: ["-dr", "com.apple.quarantine", "#{staged_path}/#{folder}"]
    end
  end

  zap trash: [
    "~/.cache/newsbrief",
    "~/.config/newsbrief",
    "~/Library/Application Support/newsbrief",
    "~/Library/Caches/newsbrief",
  ]
end

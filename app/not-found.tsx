import { ProblemPage } from '../components/shell/problem-page';
import { links } from '../lib/links';

export default function NotFoundPage() {
  return (
    <ProblemPage title="There is nothing here">
      <p>The project, file or service that this link names is not in the database, or not in that week.</p>
      <p>
        <a href={links.projects()} className="link">
          All projects
        </a>
      </p>
    </ProblemPage>
  );
}
